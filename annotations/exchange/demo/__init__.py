"""The demo's invented study: read from annotations/demo/ and put in through actions."""

from annotations.exchange.demo.loading import load_demo

__all__ = ["load_demo"]
