/* Errors: a negative code is returned upwards, and a message is set once, where the cause is known.
 *
 * Functions that can fail return 0 (or a count) or one of the codes below, take their outputs
 * first and a caller-owned struct cx_err last. The first message is kept: callers do not overwrite
 * it. The library never prints and never exits; the programs do. */
#ifndef CX_BASE_ERROR_H
#define CX_BASE_ERROR_H

enum {
    CX_EDATA = -1,  /* the data is at fault: exit status 1 */
    CX_EUSAGE = -2, /* the command line is wrong: 2 */
    CX_EWORLD = -3, /* the system failed (database missing or locked, I/O, disk full): 3 */
    CX_EBUG = -4,   /* a bug in cx: 4 */
};

struct cx_err {
    int code;        /* 0 if there is no error */
    char text[2000]; /* one or more lines without a final newline; no program name */
};

/* Sets code and message, which is translated (base/lang.h), unless err already has one. Returns
 * code, so that callers can return it. */
int cx_err_set(struct cx_err *err, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* What the system says of an errno, in the language of messages. */
const char *cx_err_cause(int cause);
/* The exit status for a code: 0 for 0 or more, 1 to 4 for the codes above. */
int cx_err_status(int code);

#endif
