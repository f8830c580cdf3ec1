"""The demonstration: real organisations and open data, with made-up people and labelled ideas."""
