/* Customers' personal data, masked so that a reader can tell two apart and
 * learns nothing else. */
#ifndef CX_TEXT_MASK_H
#define CX_TEXT_MASK_H

#include "base/buf.h"

void cx_mask_name(struct cx_buf *out, const char *name);   /* 张三丰: 张** */
void cx_mask_phone(struct cx_buf *out, const char *phone); /* 13812341234: 138****1234 */
void cx_mask_cell(struct cx_buf *out, const char *cell);   /* 1990-13-01: ****-**-** */
/* Words that were spoken or written: a debtor's name, phone and contact person (each may be NULL)
 * wherever they stand, in any case and with any blanks, and every number of seven digits or more,
 * also with single blanks, hyphens or points between them; days and amounts stay. */
void cx_mask_text(struct cx_buf *out, const char *text, const char *name, const char *phone,
                  const char *person);

#endif
