/* The kernel calls of the store that Swift's Glibc module leaves out. */

#include <linux/stat.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Declared by glibc only under _GNU_SOURCE. */
extern int syncfs(int);

/* How many columns a terminal has; 0 for what is none. */
static inline int terminal_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/* When an open file was made, in nanoseconds since 1970; 0 where its file system does not know. */
static inline long long file_birth(int descriptor) {
    struct statx facts;
    long result = syscall(SYS_statx, descriptor, "", 0x1000 /* AT_EMPTY_PATH */, STATX_BTIME, &facts);
    if (result != 0 || !(facts.stx_mask & STATX_BTIME)) return 0;
    return facts.stx_btime.tv_sec * 1000000000LL + facts.stx_btime.tv_nsec;
}
