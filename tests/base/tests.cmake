bx_unit(test_ornament base/test_ornament.c STAGES base)
