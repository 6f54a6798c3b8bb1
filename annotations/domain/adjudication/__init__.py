"""Several codings of one text brought together: where coders agree, differ, or have nothing."""
