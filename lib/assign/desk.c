#include "assign/desk.h"

#include <stdlib.h>

#include "assign/halves.h"
#include "base/mem.h"

int desk_open(struct desk *desk, struct cx_db *db, cx_date today, unsigned what, struct cx_err *err)
{
    unsigned needed = 0;
    *desk = (struct desk){0};
    int rc = cx_plan_load(&desk->plan, db, today, err);
    if (rc == 0)
        rc = cx_org_load(&desk->org, db, err);
    if (rc == 0)
        rc = chances_need(&needed, db, err);
    if (rc == 0)
        rc = book_open(&desk->book, db, desk->plan, desk->org, today, what | needed, err);
    if (rc == 0)
        rc = chances_open(&desk->chances, db, desk->book, err);
    return rc;
}

void desk_close(struct desk *desk)
{
    skills_fini(&desk->skills);
    segments_close(&desk->segments);
    chances_close(&desk->chances);
    book_close(desk->book);
    cx_org_free(desk->org);
    cx_plan_free(desk->plan);
    *desk = (struct desk){0};
}

int desk_measure(struct desk *desk, struct cx_db *db, struct cx_err *err)
{
    int rc = segments_open(&desk->segments, db, desk->book, err);
    return rc < 0 ? rc : skills_init(&desk->skills, &desk->segments, err);
}

/* What each of two threads finds of its accounts. */
struct expecting {
    const struct desk *desk;
    const int32_t *marks;
    const bool *wanted;
    int64_t *cents;
    bool is_too_large;
};

static void expect(void *context, size_t first, size_t end)
{
    struct expecting *of = context;
    const struct desk *desk = of->desk;
    const struct book *book = desk->book;
    for (size_t i = first; i < end; i++) {
        const struct cx_past_episode *held = of->wanted[i] ? book_held(book, i, book->today) : NULL;
        of->cents[i] = 0;
        if (held && !expected_cents(&of->cents[i], book_balance(book, i, book->today),
                                    chance_ppm(&desk->chances, i, book->today),
                                    skill_ppm(&desk->skills, held->person, of->marks[i])))
            of->is_too_large = true;
    }
}

int desk_expect(int64_t *cents, struct desk *desk, const bool *wanted, struct cx_err *err)
{
    const struct book *book = desk->book;
    int32_t *marks = cx_realloc(NULL, book->count + 1, sizeof *marks);
    int rc = segments_mark(marks, &desk->segments, book->today, wanted, err);
    struct expecting of = {desk, marks, wanted, cents, false}, other = of;
    if (rc == 0 && desk->chances.model) /* asked by one thread at a time */
        expect(&of, 0, book->count);
    else if (rc == 0)
        in_halves(expect, &of, &other, book->count);
    if (of.is_too_large || other.is_too_large)
        rc = cx_err_set(err, CX_EDATA, "what is expected of an account is too large");
    free(marks);
    return rc;
}
