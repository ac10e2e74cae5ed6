/* Lines below a table that have nothing but a text in the column of ids: Prepared by, 说明：. They
 * are told from rows by what the rows above are. */
#include <ctype.h>

#include "import/intake.h"

#define DIGIT (UINT64_C(1) << '0')
#define WORDY UINT64_C(1) /* it has no digits */

/* What an id is made of: a bit for each mark of ASCII, one for all letters, one for all digits, one
 * for all of other scripts. */
static struct id_marks marks_of(const struct cx_csv_field *id)
{
    struct id_marks marks = {0, 0};
    for (size_t i = 0; i < id->n; i++) {
        unsigned char c = (unsigned char)id->s[i];
        c = c >= 0x80 ? 0x7f : isalpha(c) ? 'a' : isdigit(c) ? '0' : c;
        if (c < 64)
            marks.low |= UINT64_C(1) << c;
        else
            marks.high |= UINT64_C(1) << (c - 64);
    }
    marks.low |= marks.low & DIGIT ? 0 : WORDY;
    return marks;
}

static void add_marks(struct id_marks *to, struct id_marks marks)
{
    to->low |= marks.low;
    to->high |= marks.high;
}

/* Whether all of the row's cells but one are empty. */
static bool is_alone(const struct intake *intake, size_t column)
{
    const struct cx_csv_row *row = &intake->row;
    bool is_it = row->count - intake->front > 1;
    for (size_t i = intake->front; i < row->count && is_it; i++)
        is_it = i == column || row->fields[i].n == 0;
    return is_it;
}

void footer_begin(struct intake *intake)
{
    const struct cx_kind *kind = intake->kind;
    bool may_be = !kind->is_plan && intake->sources[0].header >= 0;
    for (size_t i = 1; i < kind->count; i++)
        may_be = may_be && !is_needed(&kind->fields[i], intake->keys_only);
    intake->footer = (struct footer){.is_possible = may_be};
}

bool footer_may_be(struct intake *intake)
{
    struct footer *footer = &intake->footer;
    if (!footer->is_possible)
        return false;
    size_t column = (size_t)intake->sources[0].header;
    const struct id_marks marks = marks_of(&intake->row.fields[column]), *seen = &footer->seen;
    bool is_bare = is_alone(intake, column);
    bool is_unlike = (marks.low & ~seen->low) || (marks.high & ~seen->high);
    if (is_bare && is_unlike && footer->rows > footer->bare * 2) {
        add_marks(&footer->doubtful, marks);
        return true;
    }
    add_marks(&footer->seen, marks);
    add_marks(&footer->seen, footer->doubtful);
    footer->rows++;
    footer->bare += is_bare;
    return false;
}
