"""Small programs that build and check the repository; not part of the package."""
