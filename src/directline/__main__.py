"""`python -m directline`: the same as the `directline` command."""

from directline.cli.main import main

if __name__ == "__main__":
    main()
