"""The register of people, organisations and posts, out to files and in from them."""
