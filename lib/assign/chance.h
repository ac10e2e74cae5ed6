/* Private to assign/: p(pay) in millionths, by the model where there is one, else by rates. */
#ifndef CX_ASSIGN_CHANCE_H
#define CX_ASSIGN_CHANCE_H

#include "assign/model.h"
#include "assign/rates.h"

struct chances {
    const struct book *book;
    struct pay_model *model; /* NULL: rates */
    struct rates rates;
    struct observer *observer; /* with the model */
};

/* What a book must hold for the chances and segments of this database. */
int chances_need(unsigned *what, struct cx_db *db, struct cx_err *err);
int chances_open(struct chances *chances, struct cx_db *db, const struct book *book,
                 struct cx_err *err);
void chances_close(struct chances *chances);
/* That the account pays within pay_days after the day. */
int64_t chance_ppm(const struct chances *chances, size_t i, cx_date day);

/* balance × chance × skill to the cent; chance and skill in millionths. False on overflow. */
bool expected_cents(int64_t *cents, int64_t balance, int64_t chance_ppm, int64_t skill_ppm);

#endif
