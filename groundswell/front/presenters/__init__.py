"""What the pages of several rooms show, in words."""
