/* What htmx cannot tell by itself. Filled in below the contract; see notes. */
