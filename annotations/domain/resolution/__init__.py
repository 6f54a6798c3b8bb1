"""Who is who: whom a mention means, and which entries of the register are one."""
