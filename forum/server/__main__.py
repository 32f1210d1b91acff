"""`python -m forum.server`."""

import sys

from forum.server.supervisor import main

if __name__ == "__main__":
    sys.exit(main())
