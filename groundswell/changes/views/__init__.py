"""One function a page; each unsafe address calls one verb."""
