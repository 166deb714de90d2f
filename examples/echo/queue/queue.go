// Package queue runs operations one after the other on a thread of its own.
package queue

import "github.com/wskvet/wskvet/wdm"

// Operation is a piece of work. It belongs to the queue from Post until it runs.
type Operation struct {
	Owner any // whatever Run works on

	run    func(*Operation)
	next   *Operation
	queued bool
}

// Queue is a list of operations and the thread that runs them.
type Queue struct {
	lock     wdm.KSPIN_LOCK
	head     *Operation
	tail     *Operation
	stopping bool
	wake     wdm.KEVENT
	thread   any
}

// Start creates the thread.
func (q *Queue) Start() wdm.NTSTATUS {
	var handle wdm.HANDLE

	wdm.KeInitializeSpinLock(&q.lock)
	wdm.KeInitializeEvent(&q.wake, wdm.SynchronizationEvent, false)

	status := wdm.PsCreateSystemThread(&handle, wdm.THREAD_ALL_ACCESS, nil, nil, nil, work, q)
	if !wdm.NT_SUCCESS(status) {
		return status
	}

	status = wdm.ObReferenceObjectByHandle(handle, wdm.THREAD_ALL_ACCESS, nil, wdm.KernelMode, &q.thread, nil)
	if !wdm.NT_SUCCESS(status) {
		q.end()
		wdm.ZwWaitForSingleObject(handle, false, nil)
	}
	wdm.ZwClose(handle)
	return status
}

// Stop lets the thread run what is queued, and waits until it has ended.
func (q *Queue) Stop() {
	q.end()
	wdm.KeWaitForSingleObject(q.thread, wdm.Executive, wdm.KernelMode, false, nil)
	wdm.ObDereferenceObject(q.thread)
}

// end asks the thread to end once it finds nothing to do.
func (q *Queue) end() {
	var irql wdm.KIRQL

	wdm.KeAcquireSpinLock(&q.lock, &irql)
	q.stopping = true
	wdm.KeReleaseSpinLock(&q.lock, irql)
	wdm.KeSetEvent(&q.wake, 0, false)
}

// Post queues an operation; one that is queued already stays where it is.
// It may be called at DISPATCH_LEVEL.
func (q *Queue) Post(op *Operation, run func(*Operation)) {
	var irql wdm.KIRQL

	wdm.KeAcquireSpinLock(&q.lock, &irql)
	if !op.queued {
		op.queued = true
		op.run = run
		op.next = nil
		if q.tail == nil {
			q.head = op
		} else {
			q.tail.next = op
		}
		q.tail = op
	}
	wdm.KeReleaseSpinLock(&q.lock, irql)
	wdm.KeSetEvent(&q.wake, 0, false)
}

// take removes the oldest operation. Without one it says whether to end.
func (q *Queue) take() (op *Operation, end bool) {
	var irql wdm.KIRQL

	wdm.KeAcquireSpinLock(&q.lock, &irql)
	op = q.head
	if op != nil {
		op.queued = false
		q.head = op.next
		if q.head == nil {
			q.tail = nil
		}
	}
	end = op == nil && q.stopping
	wdm.KeReleaseSpinLock(&q.lock, irql)
	return op, end
}

// work is the thread.
func work(context any) {
	q := context.(*Queue)
	for {
		op, end := q.take()
		if end {
			break
		}
		if op == nil {
			wdm.KeWaitForSingleObject(&q.wake, wdm.Executive, wdm.KernelMode, false, nil)
			continue
		}
		op.run(op)
	}
	wdm.PsTerminateSystemThread(wdm.STATUS_SUCCESS)
}
