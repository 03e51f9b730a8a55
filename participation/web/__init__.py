"""From a request to a view to a response; access rules and everything above are known only as callables."""
