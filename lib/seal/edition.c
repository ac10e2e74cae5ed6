/* The edition by which the rules of a sealed period paid. */
#include <stdlib.h>

#include "seal/sealed.h"

static int read_edition(int *edition, struct cx_db *db, struct cx_seal *seal, struct cx_err *err)
{
    struct reading reading = {.fd = -1};
    struct cx_buf text = {0};
    int rc = text_get(&text, db, seal, TEXT_EDITION, err);
    *edition = 1; /* of a cx that knew no other */
    if (rc == 0 && text.len > 0)
        rc = reading_open(&reading, &text, "edition that is sealed", err);
    if (rc == 0 && text.len > 0 && (rc = reading_next(&reading, err)) == 1)
        *edition = atoi(reading_cell(&reading, reading_column(&reading, "edition")));
    reading_close(&reading);
    cx_buf_fini(&text);
    return rc < 0 ? rc : 0;
}

int sealed_edition(int *edition, struct cx_db *db, const struct cx_period *period,
                   struct cx_err *err)
{
    struct chain chain;
    *edition = 0;
    int rc = chain_load(&chain, db, err);
    struct cx_seal *seal = chain_find(&chain, period->name);
    if (rc == 0 && seal)
        rc = read_edition(edition, db, seal, err);
    chain_fini(&chain);
    return rc;
}
