bx_stage(makeup SOURCES advice.c bounds.c candidates.c dividing.c dominance.c element.c explain.c joining.c leaf.c lists.c makeup.c measure.c
  regions.c search.c sieve.c write.c)
# The loops over rows are short sums of 16 bits, and nearly all that planning does. A source's properties are seen in
# the folder that sets them alone, and this file is included there.
set_source_files_properties(makeup/bounds.c PROPERTIES COMPILE_OPTIONS -O3)
