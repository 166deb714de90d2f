/* What the programs use of the WDK, for a compiler that has none. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef void VOID, *PVOID;
typedef int8_t CHAR;
typedef uint8_t UCHAR, BOOLEAN;
typedef int16_t SHORT;
typedef uint16_t USHORT;
typedef int32_t LONG, *PLONG, NTSTATUS;
typedef uint32_t ULONG, *PULONG;
typedef int64_t LONGLONG;
typedef uint64_t ULONG64, SIZE_T;

#define TRUE 1
#define FALSE 0
#define STATUS_SUCCESS ((NTSTATUS)0)
#define STATUS_UNSUCCESSFUL ((NTSTATUS)0xC0000001)
#define NT_SUCCESS(s) ((NTSTATUS)(s) >= 0)
#define CONTAINING_RECORD(p, type, field) ((type *)((char *)(p) - offsetof(type, field)))
#define RtlZeroMemory(p, n) memset((p), 0, (n))
#define RtlCopyMemory(d, s, n) memcpy((d), (s), (n))

typedef struct _LIST_ENTRY { struct _LIST_ENTRY *Flink, *Blink; } LIST_ENTRY, *PLIST_ENTRY;

static inline void InitializeListHead(PLIST_ENTRY h) { h->Flink = h->Blink = h; }
static inline BOOLEAN IsListEmpty(PLIST_ENTRY h) { return h->Flink == h; }
static inline void LinkBetween(PLIST_ENTRY before, PLIST_ENTRY e, PLIST_ENTRY after)
{
    e->Blink = before;
    e->Flink = after;
    before->Flink = e;
    after->Blink = e;
}
static inline void InsertHeadList(PLIST_ENTRY h, PLIST_ENTRY e) { LinkBetween(h, e, h->Flink); }
static inline void InsertTailList(PLIST_ENTRY h, PLIST_ENTRY e) { LinkBetween(h->Blink, e, h); }
static inline PLIST_ENTRY RemoveHeadList(PLIST_ENTRY h)
{
    PLIST_ENTRY e = h->Flink;
    h->Flink = e->Flink;
    e->Flink->Blink = h;
    return e;
}

#define InterlockedIncrement(p) __atomic_add_fetch((p), 1, __ATOMIC_SEQ_CST)
#define InterlockedDecrement(p) __atomic_sub_fetch((p), 1, __ATOMIC_SEQ_CST)
#define InterlockedExchange(p, v) __atomic_exchange_n((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedExchangeAdd(p, v) __atomic_fetch_add((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedOr(p, v) __atomic_fetch_or((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedAnd(p, v) __atomic_fetch_and((p), (v), __ATOMIC_SEQ_CST)
#define InterlockedCompareExchange(p, v, c) __sync_val_compare_and_swap((p), (c), (v))
