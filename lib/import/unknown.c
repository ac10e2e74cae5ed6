/* The columns of a file that its kind has not: which of the kind's each may mean. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "base/nearest.h"
#include "import/intake.h"
#include "kind/alias.h"

#define LIKE_ENOUGH 60 /* of 100 */
#define WORD_MIN    5  /* letters of a word in which a slip is told from another word */
#define TOLD_MAX    10

/* The columns of the kind that the header has. */
static bool *find_there(const struct intake *intake)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    bool *there = cx_alloc(intake->kind->count * sizeof *there);
    for (size_t i = 0; i < header->count; i++) {
        struct cx_alias_header found;
        cx_alias_header(&found, intake->kind, header->fields[i].s, header->fields[i].n);
        if (found.column >= 0)
            there[found.column] = true;
    }
    return there;
}

/* A slip of the keyboard in the name of a column: titel; -1: of none. */
static int misspelt(const struct cx_kind *kind, const bool *there, const struct cx_csv_field *field)
{
    struct cx_nearest nearest = {0};
    for (size_t i = 0; field->n >= WORD_MIN && i < kind->count; i++) {
        if (!there[i])
            cx_nearest_try(&nearest, field->s, field->n, kind->fields[i].name);
    }
    return cx_kind_field(kind, nearest.name, strlen(nearest.name));
}

/* The column that a header may mean; -1: none comes near. */
static int closest(const struct cx_kind *kind, const bool *there, const struct cx_csv_field *field)
{
    int best = misspelt(kind, there, field), most = LIKE_ENOUGH - 1;
    for (size_t i = 0; i < kind->count; i++) {
        int like = cx_alias_likeness(kind, (int)i, field->s, field->n);
        if (like > most && !there[i]) {
            best = (int)i;
            most = like;
        }
    }
    return best;
}

/* Whether column i has the name of one from `from` on. */
static bool is_again(const struct cx_csv_row *header, size_t from, size_t i)
{
    while (from < i && strcmp(header->fields[from].s, header->fields[i].s) != 0)
        from++;
    return from < i;
}

void put_unknown_columns(struct cx_buf *names, const struct intake *intake, size_t i)
{
    const struct cx_csv_row *header = cx_book_header(intake->reader);
    bool *there = find_there(intake);
    for (size_t from = i, told = 0; i < header->count; i++) {
        struct cx_alias_header found;
        const struct cx_csv_field *field = &header->fields[i];
        cx_alias_header(&found, intake->kind, field->s, field->n);
        if (found.column >= 0 || is_again(header, from, i))
            continue;
        if (told == TOLD_MAX) {
            cx_buf_puts(names, ", …");
            break;
        }
        int like = closest(intake->kind, there, field);
        cx_buf_puts(names, told++ > 0 ? ", " : "");
        if (like < 0)
            cx_buf_say(names, "\"%s\"", field->s);
        else
            cx_buf_say(names, "\"%s\" (did you mean %s?)", field->s,
                       intake->kind->fields[like].name);
    }
    free(there);
}
