"""Likeness by meaning: a small sentence model turns a text into 384 numbers, and nearness of those is likeness.

This part is optional. Without the extra `meaning` (onnxruntime, numpy, the model) `model.ready()` is false and everything
works by words. Nothing is fetched and no text leaves the machine.
"""
