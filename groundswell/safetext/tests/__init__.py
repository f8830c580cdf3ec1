"""Tests of safetext: pure, without a database."""
