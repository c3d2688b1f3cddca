"""`python -m demo.shop --port 8002`: serve the demo sites until Ctrl-C or SIGTERM."""

import argparse
import signal
import sys
from types import FrameType

from demo.shop.server import ShopServer
from demo.shop.settings import DEFAULT_PORT, DEMO_SITES, door_from_environment


def main() -> None:
    """Start, say where, serve."""
    options = _options()
    signal.signal(signal.SIGTERM, _stop)
    with _server(options.host, options.port) as server:
        for site in DEMO_SITES:
            print(f"{site.name}: http://{options.host}:{server.port}{site.prefix}", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.exit(0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.shop", description=__doc__)
    parser.add_argument("--host", default="localhost", help="address to listen on")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 takes any free port")
    return parser.parse_args()


def _server(host: str, port: int) -> ShopServer:
    try:
        return ShopServer((host, port), door=door_from_environment())
    except OSError as error:
        sys.exit(f"The demo shop cannot listen on {host}:{port}: {error.strerror}.")
    except ValueError as error:
        sys.exit(str(error))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
