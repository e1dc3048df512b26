# The search of make-up, without texts.
bx_unit(test_search makeup/test_search.c STAGES makeup text grid load base)
target_sources(test_search PRIVATE makeup/every_page.c)
