#include "assign/chance.h"

#include "assign/book.sql.h"
#include "base/decimal.h"

#define MILLION INT64_C(1000000)

int chances_need(unsigned *what, struct cx_db *db, struct cx_err *err)
{
    int64_t has_model = 0, has_segments = 0;
    int rc = cx_db_get_int(&has_model, db, SQL_has_model, NULL, err);
    if (rc == 0)
        rc = cx_db_get_int(&has_segments, db, SQL_has_segments, NULL, err);
    *what = has_model || has_segments ? BOOK_STORIES : 0;
    return rc;
}

int chances_open(struct chances *chances, struct cx_db *db, const struct book *book,
                 struct cx_err *err)
{
    *chances = (struct chances){.book = book};
    int rc = model_load(&chances->model, db, book, err);
    if (rc < 0)
        return rc;
    if (chances->model)
        chances->observer = observer_new(book);
    else
        rates_init(&chances->rates, book);
    return 0;
}

void chances_close(struct chances *chances)
{
    model_free(chances->model);
    observer_free(chances->observer);
    rates_fini(&chances->rates);
    *chances = (struct chances){0};
}

int64_t chance_ppm(const struct chances *chances, size_t i, cx_date day)
{
    struct traits traits;
    int64_t ppm = 0;
    if (!chances->model)
        return rates_ppm(&chances->rates, book_stage(chances->book, i, day),
                         book_rating(chances->book, i));
    observe(&traits, chances->observer, i, day);
    cx_dec_from_real(&ppm, model_chance(chances->model, &traits, i, day), 6);
    return ppm;
}

bool expected_cents(int64_t *cents, int64_t balance, int64_t chance, int64_t skill_ppm)
{
    __int128 product = (__int128)balance * chance;
    __int128 limit = ((__int128)1 << 126) / (skill_ppm > 0 ? skill_ppm : 1);
    return product < limit && product > -limit &&
           cx_dec_divide(cents, product * skill_ppm, (__int128)MILLION * MILLION);
}
