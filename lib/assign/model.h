/* Private to assign/: the chance that an account pays within pay_days, by logistic regression on
 * what is known on a day. */
#ifndef CX_ASSIGN_MODEL_H
#define CX_ASSIGN_MODEL_H

#include "assign/judge.h"
#include "assign/signals.h"
#include "assign/traits.h"

/* Terms that are figures of any account, and those of signals, at most; the others are categories:
 * rating=AAA. */
#define MODEL_FIGURES 11
#define MODEL_SIGNALS 20

struct pay_model {
    struct term {
        char *name;
        double mean, sd, coefficient;
    } * terms; /* the figures first; categories have mean 0 and sd 1 */
    size_t count, cap, figures;
    struct signals signals;
    double intercept;
    const struct book *book;           /* whose texts `regions` and `products` go by */
    int *ratings, *regions, *products; /* → term; -1: none */
};

struct fit {
    cx_date judged; /* the judged window begins the day after */
    int trained;    /* windows learnt from, each pay_days long, before it */
    int64_t rows;   /* cases learnt from */
    struct judgement judgement;
};

/* Learns from all windows but the last, and judges on that. The book has BOOK_STORIES. CX_EDATA
 * where the history is too short, or the plan names a signal that there isn't. */
int model_fit(struct pay_model **out, struct fit *fit, const struct book *book, struct cx_db *db,
              struct cx_err *err);
int model_store(const struct pay_model *model, const struct fit *fit, struct cx_db *db,
                struct cx_err *err);
/* 1: *out is the stored one; 0: there is none. */
int model_load(struct pay_model **out, struct cx_db *db, const struct book *book,
               struct cx_err *err);
void model_free(struct pay_model *model); /* NULL is fine */
/* traits: of account i on that day. */
double model_chance(const struct pay_model *model, const struct traits *traits, size_t i,
                    cx_date day);

#endif
