"""The guide for application developers, held against the service: its blocks are run and its applications are used."""
