"""The tests; a package, because a dependency installs a package of the same name."""
