/*
 * System calls of a worker.
 */
#include "batch/sandbox_calls.h"

#include <stddef.h>

const char *const sandbox_calls_allowed[] = {
	/* files that are open */
	"read", "pread64", "readv", "preadv", "write", "pwrite64", "writev",
	"lseek", "close", "close_range", "fstat", "fstatfs", "fcntl", "ioctl",
	"ftruncate", "fsync", "fdatasync", "fadvise64", "fchmod", "dup",
	"dup2", "dup3", "getdents64", "flock", "poll", "ppoll",
	/* files by name: which ones, Landlock says */
	"open", "openat", "openat2", "stat", "lstat", "newfstatat", "statx",
	"statfs", "access", "faccessat", "faccessat2", "readlink",
	"readlinkat", "getcwd", "chdir", "umask", "mkdir", "mkdirat", "rmdir",
	"unlink", "unlinkat", "rename", "renameat", "renameat2", "chmod",
	"fchmodat",
	/* memory */
	"brk", "mmap", "munmap", "mremap", "mprotect", "madvise",
	/* threads, signals, clocks */
	"futex", "set_robust_list", "rseq", "set_tid_address", "arch_prctl",
	"sched_getaffinity", "sched_yield", "membarrier", "rt_sigaction",
	"rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall",
	"clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep",
	"gettimeofday", "time", "exit", "exit_group",
	/* what one is */
	"getpid", "gettid", "getppid", "getuid", "geteuid", "getgid",
	"getegid", "getrandom", "getrlimit", "getrusage", "prctl", "sysinfo",
	"times", "uname",
	NULL
};

const char *const sandbox_calls_deadly[] = {
	"execve", "execveat", "fork", "vfork", "socket", "socketpair",
	"connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg",
	"sendmmsg", "ptrace", "process_vm_readv", "process_vm_writev",
	"kill", "tkill", "pidfd_open", "pidfd_send_signal", "pidfd_getfd",
	"mount", "umount2", "move_mount", "fsopen", "pivot_root", "chroot",
	"setns", "unshare", "bpf", "perf_event_open", "io_uring_setup",
	"userfaultfd", "keyctl", "add_key", "request_key", "init_module",
	"finit_module", "kexec_load", "open_by_handle_at", "setuid",
	"setgid", "setresuid", "setresgid",
	NULL
};
