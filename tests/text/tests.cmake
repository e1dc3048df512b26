bx_unit(test_class text/test_class.c STAGES text grid load base)
bx_unit(test_units text/test_units.c STAGES base)
bx_unit(test_lines text/test_lines.c STAGES text grid load base)
