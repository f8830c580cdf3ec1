"""Hatch build hook: fetch the front end's npm packages and copy what the pages use.

It also runs by itself (`python build_frontend.py`). What it writes, `groundswell/ui/static/vendor/` and
`groundswell/ui/paper/fonts/`, is never committed.
"""

import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent
NHSUK = ROOT / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk"
VENDOR = ROOT / "groundswell" / "ui" / "static" / "vendor"
FACES = ROOT / "node_modules" / "tracking" / "build" / "data" / "face-min.js"
# Documents are set with these whatever the machine has: Noto Sans (SIL Open Font License), and DejaVu Sans (Bitstream Vera's licence)
# for signs and scripts that it lacks.
PACKAGES = ROOT / "node_modules"
PAPER = ROOT / "groundswell" / "ui" / "paper" / "fonts"
FONTS = [
    *(f"@expo-google-fonts/noto-sans/{style}/NotoSans_{style}.ttf" for style in ("400Regular", "700Bold")),
    *(f"dejavu-fonts-ttf/ttf/{name}.ttf" for name in ("DejaVuSans", "DejaVuSans-Bold")),
]
# The stylesheet asks an NHS host for its font; the content policy would refuse it, so the request is never made.
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)")


def fetch() -> None:
    """Install the locked npm packages, without running any script of theirs."""
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=ROOT, check=True)


def copy() -> None:
    """Copy stylesheet, script and icons to the vendor folder, cleaned of outside addresses."""
    VENDOR.mkdir(parents=True, exist_ok=True)
    css = (NHSUK / "nhsuk-frontend.min.css").read_text()
    css = SOURCE_MAP.sub("", FONT_FACE.sub("", css)).replace("url(/assets/images/", "url(images/")
    (VENDOR / "nhsuk-frontend.min.css").write_text(css)
    shutil.copytree(NHSUK / "assets" / "images", VENDOR / "images", dirs_exist_ok=True)
    # Of this package only its trained numbers are used (OpenCV's frontal faces): the script that reads them is photo-faces.js.
    numbers = re.search(r"Float64Array\((\[.*\])\)", FACES.read_text(), re.S)
    (VENDOR / "faces.json").write_text(re.sub(r"(?<=[\[,-])\.", "0.", numbers.group(1)))
    PAPER.mkdir(parents=True, exist_ok=True)
    for font in FONTS:
        shutil.copy(PACKAGES / font, PAPER)
    js = (NHSUK / "nhsuk-frontend.min.js").read_text()
    (VENDOR / "nhsuk-frontend.min.js").write_text(SOURCE_MAP.sub("", js))


def main() -> None:
    fetch()
    copy()


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, before hatchling is there
    pass
else:

    class FrontendHook(BuildHookInterface):
        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict) -> None:
            if not (VENDOR / "nhsuk-frontend.min.css").exists() or not PAPER.exists():
                main()


if __name__ == "__main__":
    main()
