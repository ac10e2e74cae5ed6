/* Private to sheet/: the columns of its views. */
#ifndef CX_SHEET_COLUMNS_H
#define CX_SHEET_COLUMNS_H

#include "sheet/sheet.h"

enum { LINE_COLUMNS = 12, SHEET_COLUMNS = 7, PAY_COLUMNS = 3 };
enum { KEY_COLUMNS = 3 }; /* of the sheet: they say whose row it is */
/* A narrow terminal shows these before others. */
#define SHEET_KEPT "employee_id name team_id score total"
enum { RETRO, ADJUSTMENT, AWARDS, TOTAL, END_COLUMNS };

extern const struct cx_column line_columns[LINE_COLUMNS];
/* Of the sheet, before the rules' columns and after them. */
extern const struct cx_column sheet_columns[SHEET_COLUMNS], end_columns[END_COLUMNS];
extern const struct cx_column pay_columns[PAY_COLUMNS];
/* Of the sheet by team, before the rules' columns and after them (teams.c). */
enum { TEAM_FIRST_COLUMNS = 5, TEAM_LAST_COLUMNS = 4 };
extern const struct cx_column team_first_columns[TEAM_FIRST_COLUMNS];
extern const struct cx_column team_last_columns[TEAM_LAST_COLUMNS];

/* teams.c: a column a rule, and the view by team. */
void add_rule_columns(struct cx_table *out, const struct cx_plan *plan);
int teams_table(struct cx_table *out, const struct cx_bonus *bonus, struct cx_err *err);

#endif
