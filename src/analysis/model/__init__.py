"""One engine from published figures to joint draws of monthly levels, past and future (docs/method.md)."""
