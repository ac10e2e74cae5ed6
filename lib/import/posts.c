/* The since of a row of employees (kind employees in cx-tables(5)). */
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "import/hooks.h"

enum { EMPLOYEE, SINCE, NAME, TEAM, ROLE, HIRED, LEFT, SALARY, CAPACITY };

/* Seed of the hash of a person who has an undated row; of one who has a dated row it is 0. */
#define UNDATED 1

/* A cell as the row will have it. False: it is empty, or can't be read. */
static bool read_cell(struct cx_typed *cell, struct intake *intake, int column)
{
    int64_t rounded = 0;
    struct cx_type_options options = {.order = intake->order,
                                      .round = intake->round,
                                      .rounded = &rounded,
                                      .currency = intake->currency};
    const char *s, *reason;
    size_t n;
    return source_text(intake, (size_t)column, &s, &n, &options, &reason) &&
           cx_type_read(cell, &intake->kind->fields[column], s, n, &options, &intake->scratch,
                        &reason) &&
           !cell->null;
}

static void note_dated(struct file *file, struct intake *intake)
{
    struct cx_typed cell;
    if (intake->row.fault || !read_cell(&cell, intake, column_of(file, SINCE)) ||
        !read_cell(&cell, intake, column_of(file, EMPLOYEE)))
        return;
    cx_map_put(file->posts.dated, (int64_t)cx_map_hash(cell.text, cell.len, 0), 1);
}

/* Notes who has a dated row in the file: their undated row is then the first. The file is read
 * twice. */
static int find_dated(struct file *file, struct cx_err *err)
{
    struct intake intake = file->intake; /* the same columns, read by another reader */
    off_t start = lseek(file->fd, 0, SEEK_CUR);
    file->posts.dated = cx_map_new();
    if (!intake.present[column_of(file, SINCE)])
        return 0;
    if (lseek(file->fd, 0, SEEK_SET) < 0)
        return cx_err_set(err, CX_EWORLD, "%s: employees can't be read from a pipe: name the file",
                          file->result->name);
    intake.reader = NULL;
    intake.scratch = intake.cell = (struct cx_buf){0};
    int rc =
        cx_book_open(&intake.reader, file->fd, file->result->name, file->part, &file->csv, err);
    while (rc == 0 && (rc = cx_book_next(intake.reader, &intake.row, err)) == 1) {
        rc = 0;
        intake.read++;
        if (!leaves_out(&intake))
            note_dated(file, &intake);
    }
    cx_book_free(intake.reader);
    cx_buf_fini(&intake.scratch);
    cx_buf_fini(&intake.cell);
    lseek(file->fd, start, SEEK_SET);
    return rc;
}

/* What the file has no column for stays as it is for this person, even in a new post. */
static void carry_over(struct file *file, struct cx_stmt *known)
{
    static const int texts[] = {NAME, ROLE}, text_at[] = {5, 2};
    static const int numbers[] = {SALARY, CAPACITY}, number_at[] = {3, 4};
    size_t at[2] = {0};
    cx_buf_clear(&file->scratch);
    for (int i = 0; i < 2; i++) {
        const char *text = cx_stmt_text(known, text_at[i]);
        at[i] = file->scratch.len;
        cx_buf_puts(&file->scratch, text ? text : "");
        cx_buf_putc(&file->scratch, '\0');
    }
    for (int i = 0; i < 2; i++) {
        const char *text = file->scratch.data + at[i];
        if (!file->intake.present[column_of(file, texts[i])])
            *cell_of(file, texts[i]) = (struct cx_typed){
                .null = *text == '\0', .text = *text ? text : NULL, .len = strlen(text)};
        if (!file->intake.present[column_of(file, numbers[i])])
            *cell_of(file, numbers[i]) =
                (struct cx_typed){.null = cx_stmt_is_null(known, number_at[i]),
                                  .n = cx_stmt_int(known, number_at[i])};
    }
}

static bool same_post(const struct file *file, struct cx_stmt *known)
{
    const int64_t none = INT64_MIN;
    return cx_stmt_int(known, 1) == cell_of(file, TEAM)->n &&
           strcasecmp(cx_stmt_text(known, 2), cell_of(file, ROLE)->text) == 0 &&
           cx_stmt_int_or(known, 3, none) ==
               (cell_of(file, SALARY)->null ? none : cell_of(file, SALARY)->n) &&
           cx_stmt_int_or(known, 4, none) ==
               (cell_of(file, CAPACITY)->null ? none : cell_of(file, CAPACITY)->n);
}

/* Two posts of one person without dates: it is unknown which came first, and importing the file
 * again would take them for changes. True: the row was told to be bad. */
static bool is_ambiguous(struct file *file, const char *id)
{
    int64_t numbers[] = {cell_of(file, TEAM)->n, cell_of(file, SALARY)->null,
                         cell_of(file, SALARY)->n, cell_of(file, CAPACITY)->null,
                         cell_of(file, CAPACITY)->n};
    int64_t person = (int64_t)cx_map_hash(id, strlen(id), UNDATED);
    int64_t post = (int64_t)cx_map_hash(cell_of(file, ROLE)->text, cell_of(file, ROLE)->len,
                                        cx_map_hash(numbers, sizeof numbers, 0));
    const int64_t *before = cx_map_get(file->posts.dated, person);
    if (!before)
        cx_map_put(file->posts.dated, person, post);
    if (!before || *before == post)
        return false;
    say_bad(file, file->row->line, "since",
            "is empty in two rows of this person with different posts: give the first day of each");
    return true;
}

/* Whether a row says that somebody who had left is there again: hired anew, with a left_on of its
 * own or none. */
static bool has_come_back(const struct file *file, struct cx_stmt *known)
{
    const struct cx_typed *hired = cell_of(file, HIRED), *left = cell_of(file, LEFT);
    return file->intake.present[column_of(file, LEFT)] && (left->null || left->n >= hired->n) &&
           cx_stmt_int_or(known, 6, CX_DATE_NONE) < hired->n;
}

/* The since of a row without one. known: the person's present post; NULL: the row is the first. */
static int64_t since_of(const struct file *file, struct cx_stmt *known)
{
    bool is_correction = file->import->options->correct;
    if (!known || (!is_correction && has_come_back(file, known)))
        return cell_of(file, HIRED)->n;
    return is_correction || same_post(file, known) ? cx_stmt_int(known, 0)
                                                   : cx_date_of(file->import->options->now);
}

static int resolve_since(struct file *file, struct cx_err *err)
{
    static const char latest[] =
        "SELECT since, team_id, role, base_salary, capacity, name, left_on FROM employees "
        "WHERE employee_id = ?1 ORDER BY since <= ?2 DESC, since DESC LIMIT 1";
    cx_date today = cx_date_of(file->import->options->now);
    char id[CX_ID_MAX + 1];
    int rc = 0;
    if (!file->posts.latest &&
        (rc = cx_stmt_new(&file->posts.latest, file->import->db, latest, err)) < 0)
        return rc;
    cx_stmt_bind_int(file->posts.latest, 1, cell_of(file, EMPLOYEE)->n);
    cx_stmt_bind_int(file->posts.latest, 2,
                     cell_of(file, SINCE)->null ? today : cell_of(file, SINCE)->n);
    if ((rc = cx_stmt_step(file->posts.latest, err)) < 0)
        return rc;
    if (rc == 1)
        carry_over(file, file->posts.latest);
    if (!cell_of(file, SINCE)->null) {
        cx_stmt_reset(file->posts.latest);
        return 1;
    }
    cell_of(file, SINCE)->null = false;
    cx_id_text(id, file->import->db, cell_of(file, EMPLOYEE)->n);
    bool is_bad = is_ambiguous(file, id);
    int64_t person = (int64_t)cx_map_hash(id, strlen(id), 0);
    bool is_first = rc == 0 || cx_map_get(file->posts.dated, person);
    cell_of(file, SINCE)->n = since_of(file, is_first ? NULL : file->posts.latest);
    cx_stmt_reset(file->posts.latest);
    return !is_bad;
}

static int note_person(struct file *file, struct cx_err *err)
{
    struct cx_stmt **person = &file->posts.person;
    int rc = 0;
    if (!*person)
        rc = cx_stmt_new(person, file->import->db, "INSERT OR IGNORE INTO people VALUES (?1)", err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(*person, 1, cell_of(file, EMPLOYEE)->n);
    return cx_stmt_run(*person, err);
}

/* A post that begins after its last day has no days, and the person would seem to have stayed in
 * the one before it. True: the row was told to be bad. */
static bool ends_too_soon(struct file *file, bool is_dated)
{
    const struct cx_typed *since = cell_of(file, SINCE), *left = cell_of(file, LEFT);
    if (left->null || left->n >= since->n)
        return false;
    char last[CX_DATE_TEXT], first[CX_DATE_TEXT];
    if (is_dated || since->n != cx_date_of(file->import->options->now)) {
        cx_buf_clear(&file->scratch);
        cx_buf_say(&file->scratch,
                   "\"%s\" is before the first day of the post, %s: correct one of the two",
                   cx_date_format(last, (cx_date)left->n),
                   cx_date_format(first, (cx_date)since->n));
        say_bad(file, file->row->line, "left_on", cx_buf_str(&file->scratch));
    } else
        say_bad(file, file->row->line, "since",
                "is empty, though the post differs from the one before and left_on has passed: "
                "give the first day of the post, or use --correct if it was so from the start");
    return true;
}

/* True: the row was told to be bad. */
static bool leaves_before_hired(struct file *file)
{
    const struct cx_typed *hired = cell_of(file, HIRED), *left = cell_of(file, LEFT);
    return !left->null && left->n < hired->n &&
           !bad_cell(file, column_of(file, LEFT),
                     "is before hired_on: correct one of the two, or if they have come back, leave "
                     "it empty, and give the first day of the new post in since");
}

static int complete_post(struct file *file, struct cx_err *err)
{
    bool is_dated = !cell_of(file, SINCE)->null;
    int rc = resolve_since(file, err);
    if (rc == 1 && (ends_too_soon(file, is_dated) || leaves_before_hired(file)))
        rc = 0;
    if (rc == 1 && (rc = note_person(file, err)) == 0)
        rc = 1;
    return rc;
}

static bool check_post(struct file *file)
{
    const struct cx_typed *salary = cell_of(file, SALARY);
    return salary->null || salary->n >= 0 ||
           bad_cell(file, column_of(file, SALARY), "must not be negative");
}

/* The order of the two days where the file has no left_on. known: hired_on and left_on (after all
 * days: none). */
static bool match_post(struct file *file, const int64_t *known)
{
    char text[CX_DATE_TEXT];
    int64_t hired = cell_of(file, HIRED)->n;
    if (!file->is_news || file->intake.present[column_of(file, LEFT)] || hired == known[0] ||
        hired <= known[1])
        return true;
    cx_buf_clear(&file->scratch);
    cx_buf_say(&file->scratch,
               "is after left_on, which is %s already: correct it, or if they have come back, give "
               "the first day of the new post in since",
               cx_date_format(text, (cx_date)known[1]));
    return bad_cell(file, column_of(file, HIRED), cx_buf_str(&file->scratch));
}

const struct hooks employees_hooks = {
    .kind = &cx_kind_employees,
    .columns = {[EMPLOYEE] = "employee_id",
                [SINCE] = "since",
                [NAME] = "name",
                [TEAM] = "team_id",
                [ROLE] = "role",
                [HIRED] = "hired_on",
                [LEFT] = "left_on",
                [SALARY] = "base_salary",
                [CAPACITY] = "capacity"},
    .is_read_twice = true,
    .open = find_dated,
    .check = check_post,
    .complete = complete_post,
    .known = ",employees.hired_on,coalesce(employees.left_on,9999999)",
    .known_count = 2,
    .match = match_post,
};
