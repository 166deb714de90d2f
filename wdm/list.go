package wdm

// SINGLE_LIST_ENTRY is a link, or the head, of a singly linked list.
// Page: kernel/singly-and-doubly-linked-lists
type SINGLE_LIST_ENTRY struct {
	Next *SINGLE_LIST_ENTRY
}

// PushEntryList puts an entry at the beginning of a list.
// Page: wdm/nf-wdm-pushentrylist
func PushEntryList(listHead, entry *SINGLE_LIST_ENTRY) {
	entry.Next, listHead.Next = listHead.Next, entry
}

// PopEntryList takes the first entry of a list, or nil.
// Page: wdm/nf-wdm-popentrylist
func PopEntryList(listHead *SINGLE_LIST_ENTRY) *SINGLE_LIST_ENTRY {
	first := listHead.Next
	if first != nil {
		listHead.Next = first.Next
	}
	return first
}

// SLIST_ENTRY is a link of a sequenced singly linked list.
// Page: wdm/nf-wdm-exinterlockedpushentryslist
type SLIST_ENTRY struct {
	Next *SLIST_ENTRY
}

// SLIST_HEADER is the head of a sequenced singly linked list. In C its first entry and
// its depth lie in one word, which drivers do not touch.
// Page: wdm/nf-wdm-exinitializeslisthead
type SLIST_HEADER struct {
	Next  *SLIST_ENTRY
	Depth uint16
}

// InitializeSListHead makes a list empty.
// Page: wdm/nf-wdm-exinitializeslisthead
func InitializeSListHead(listHead *SLIST_HEADER) { *listHead = SLIST_HEADER{} }

// ExInitializeSListHead makes a list empty.
// Page: wdm/nf-wdm-exinitializeslisthead
func ExInitializeSListHead(listHead *SLIST_HEADER) { *listHead = SLIST_HEADER{} }

// InterlockedPushEntrySList puts an entry at the beginning of a list and returns the
// one that was first. A program that runs the model must not share the list.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinterlockedpushentryslist
func InterlockedPushEntrySList(listHead *SLIST_HEADER, listEntry *SLIST_ENTRY) *SLIST_ENTRY {
	first := listHead.Next
	listEntry.Next = first
	listHead.Next = listEntry
	listHead.Depth++
	return first
}

// InterlockedPopEntrySList takes the first entry of a list, or nil.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinterlockedpopentryslist
func InterlockedPopEntrySList(listHead *SLIST_HEADER) *SLIST_ENTRY {
	first := listHead.Next
	if first != nil {
		listHead.Next = first.Next
		listHead.Depth--
	}
	return first
}

// InterlockedFlushSList takes all entries of a list and returns the first.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinterlockedflushslist
func InterlockedFlushSList(listHead *SLIST_HEADER) *SLIST_ENTRY {
	first := listHead.Next
	*listHead = SLIST_HEADER{}
	return first
}

// ExInterlockedPushEntrySList does the same as InterlockedPushEntrySList.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinterlockedpushentryslist
func ExInterlockedPushEntrySList(listHead *SLIST_HEADER, listEntry *SLIST_ENTRY, lock *KSPIN_LOCK) *SLIST_ENTRY {
	return InterlockedPushEntrySList(listHead, listEntry)
}

// ExInterlockedPopEntrySList does the same as InterlockedPopEntrySList.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinterlockedpopentryslist
func ExInterlockedPopEntrySList(listHead *SLIST_HEADER, lock *KSPIN_LOCK) *SLIST_ENTRY {
	return InterlockedPopEntrySList(listHead)
}

// ExInterlockedFlushSList does the same as InterlockedFlushSList.
// IRQL <= DISPATCH_LEVEL. Page: wdm/nf-wdm-exinterlockedflushslist
func ExInterlockedFlushSList(listHead *SLIST_HEADER) *SLIST_ENTRY {
	return InterlockedFlushSList(listHead)
}

// FirstEntrySList is the first entry of a list, which stays there.
// Page: wdm/nf-wdm-exquerydepthslist
func FirstEntrySList(listHead *SLIST_HEADER) *SLIST_ENTRY { return listHead.Next }

// QueryDepthSList is how many entries a list has.
// Page: wdm/nf-wdm-exquerydepthslist
func QueryDepthSList(listHead *SLIST_HEADER) uint16 { return listHead.Depth }

// ExQueryDepthSList is how many entries a list has.
// Page: wdm/nf-wdm-exquerydepthslist
func ExQueryDepthSList(listHead *SLIST_HEADER) uint16 { return listHead.Depth }

// ExInterlockedInsertHeadList puts an entry first and returns the one that was first,
// or nil if the list was empty.
// Any IRQL. Page: wdm/nf-wdm-exinterlockedinsertheadlist
func ExInterlockedInsertHeadList(listHead, listEntry *LIST_ENTRY, lock *KSPIN_LOCK) *LIST_ENTRY {
	first := listHead.Flink
	InsertHeadList(listHead, listEntry)
	if first == listHead {
		return nil
	}
	return first
}

// ExInterlockedInsertTailList puts an entry last and returns the one that was last, or
// nil if the list was empty.
// Any IRQL. Page: wdm/nf-wdm-exinterlockedinserttaillist
func ExInterlockedInsertTailList(listHead, listEntry *LIST_ENTRY, lock *KSPIN_LOCK) *LIST_ENTRY {
	last := listHead.Blink
	InsertTailList(listHead, listEntry)
	if last == listHead {
		return nil
	}
	return last
}

// ExInterlockedRemoveHeadList takes the first entry, or is nil if there is none.
// Any IRQL. Page: wdm/nf-wdm-exinterlockedremoveheadlist
func ExInterlockedRemoveHeadList(listHead *LIST_ENTRY, lock *KSPIN_LOCK) *LIST_ENTRY {
	if IsListEmpty(listHead) {
		return nil
	}
	return RemoveHeadList(listHead)
}

// AppendTailList puts the entries of a list without a head at the end of another.
// Page: wdm/nf-wdm-appendtaillist
func AppendTailList(listHead, listToAppend *LIST_ENTRY) {
	listEnd := listHead.Blink
	listHead.Blink.Flink = listToAppend
	listHead.Blink = listToAppend.Blink
	listToAppend.Blink.Flink = listHead
	listToAppend.Blink = listEnd
}
