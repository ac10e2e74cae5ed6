/* Writes the chance of a payment of each account that is with the company, owed and in a stage, as
 * of the end of a day: chances DATABASE DAY. A line is the account's inner id and the chance. */
#include <stdio.h>
#include <stdlib.h>

#include "assign/desk.h"

static void write_chances(const struct desk *desk)
{
    const struct book *book = desk->book;
    for (size_t i = 0; i < book->count; i++) {
        const struct cx_past past = book_past(book, i);
        if (cx_past_is_placed(&past, book->today) && book_stage(book, i, book->today) >= 0 &&
            book_balance(book, i, book->today) > 0)
            printf("%lld %.6f\n", (long long)past.debt->id,
                   (double)chance_ppm(&desk->chances, i, book->today) / 1e6);
    }
}

int main(int argc, char **argv)
{
    static struct desk desk;
    struct cx_db *db = NULL;
    struct cx_err err = {0};
    if (argc != 3) {
        fputs("chances DATABASE DAY\n", stderr);
        return 2;
    }
    int rc = cx_db_open(&db, argv[1], CX_DB_READ, &err);
    if (rc == 0)
        rc = desk_open(&desk, db, atoi(argv[2]), BOOK_STORIES, &err);
    if (rc == 0)
        write_chances(&desk);
    else
        fprintf(stderr, "chances: %s\n", err.text);
    desk_close(&desk);
    cx_db_close(db);
    return rc < 0;
}
