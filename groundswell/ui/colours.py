"""One colour for one stage, wherever it is shown. The word beside it says the same."""

STAGES = {
    "noticed": "yellow",
    "heard": "blue",
    "pairing": "purple",
    "trying": "orange",
    "working": "aqua-green",
    "normal": "green",
    "spread": "green",
    "resting": "grey",
    "stopped": "grey",
}
