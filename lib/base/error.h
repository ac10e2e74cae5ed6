/* Errors: a negative code on the way up, a message set once where the cause is known.
 *
 * Functions that can fail return 0 (or a count) or one of the codes below, take their outputs
 * first and a caller-owned struct cx_err last. The first message wins: nothing on the way up
 * overwrites it. The library never prints and never exits; the programs do. */
#ifndef CX_BASE_ERROR_H
#define CX_BASE_ERROR_H

enum {
    CX_EDATA = -1,  /* the data says otherwise: exit status 1 */
    CX_EUSAGE = -2, /* the command line can't be understood: 2 */
    CX_EWORLD = -3, /* no database, locked, I/O, out of space: 3 */
    CX_EBUG = -4,   /* cx is wrong: 4 */
};

struct cx_err {
    int code;        /* 0 while nothing is wrong */
    char text[2000]; /* one or more lines without a final newline; no program name */
};

/* Sets code and message if err holds none yet. Returns code, so that callers can return it. */
int cx_err_set(struct cx_err *err, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The exit status of 1-product for a code: 0 for 0 or more, 1 to 4 for the codes above. */
int cx_err_status(int code);

#endif
