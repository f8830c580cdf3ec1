"""All benchmarks, one after another: `make bench` runs this and writes the tables into README.md beside it."""

from bench import pages


def main() -> None:
    pages.main()


if __name__ == "__main__":
    main()
