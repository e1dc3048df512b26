# Review: each rule of make-up on a page of its own.
bx_unit(test_review review/test_review.c STAGES report review press paint picture page text grid load base
  LIBRARIES bx_issue_of)
