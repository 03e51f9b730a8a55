"""Commands for developers: catalogues, benchmarks, screenshots, vendored files."""
