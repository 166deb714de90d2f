package server

import (
	"github.com/wskvet/wskvet/examples/echo/queue"
	"github.com/wskvet/wskvet/wdm"
	"github.com/wskvet/wskvet/wsk"
)

const bufferSize = 4096

// connection is an accepted socket. It has one transfer under way at a time,
// and an IRP set aside to close it, so that it can be closed when memory is
// short.
type connection struct {
	socket *wsk.WSK_SOCKET
	table  *wsk.WSK_PROVIDER_CONNECTION_DISPATCH
	next   *connection

	operation queue.Operation // what follows the transfer
	transfer  *wdm.IRP
	buffer    wsk.WSK_BUF // its MDL is left out
	busy      bool        // the transfer, or what follows it, is under way
	closed    bool
	closing   request
}

// newConnection takes over a socket, or returns nil and leaves it.
func newConnection(socket *wsk.WSK_SOCKET) *connection {
	c := &connection{socket: socket, busy: true}
	c.operation.Owner = c
	if !c.closing.allocate() {
		return nil
	}
	c.transfer = wdm.IoAllocateIrp(1, false)
	if c.transfer == nil {
		c.closing.free()
		return nil
	}
	c.table = socket.Dispatch.(*wsk.WSK_PROVIDER_CONNECTION_DISPATCH)
	return c
}

// free follows the close and the last transfer.
func (c *connection) free() {
	wdm.IoFreeIrp(c.transfer)
	c.closing.free()
}

// adopt is the first operation of a connection.
func adopt(op *queue.Operation) {
	c := op.Owner.(*connection)
	c.busy = false
	if stopping {
		c.close()
		return
	}
	c.next = connections
	connections = c
	c.receive()
}

// prepare makes the IRP ready for the next transfer.
func (c *connection) prepare(done func(*wdm.DEVICE_OBJECT, *wdm.IRP, any) wdm.NTSTATUS) {
	wdm.IoReuseIrp(c.transfer, wdm.STATUS_UNSUCCESSFUL)
	wdm.IoSetCompletionRoutine(c.transfer, done, c, true, true, true)
	c.busy = true
}

func (c *connection) receive() {
	c.buffer.Length = bufferSize
	c.prepare(receiveDone)
	c.table.WskReceive(c.socket, &c.buffer, 0, c.transfer)
}

// receiveDone may run at DISPATCH_LEVEL and in any thread, as the other
// completion routines here.
func receiveDone(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	c := context.(*connection)
	worker.Post(&c.operation, received)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func received(op *queue.Operation) {
	c := op.Owner.(*connection)
	c.busy = false
	length := c.transfer.IoStatus.Information
	switch {
	case c.closed:
		c.free()
	case !wdm.NT_SUCCESS(c.transfer.IoStatus.Status):
		c.close()
	case length == 0: // the peer has nothing more to say
		c.disconnect()
	default:
		c.send(length)
	}
}

func (c *connection) send(length uintptr) {
	c.buffer.Length = length
	c.prepare(sendDone)
	c.table.WskSend(c.socket, &c.buffer, 0, c.transfer)
}

func sendDone(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	c := context.(*connection)
	worker.Post(&c.operation, sent)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func sent(op *queue.Operation) {
	c := op.Owner.(*connection)
	c.busy = false
	switch {
	case c.closed:
		c.free()
	case !wdm.NT_SUCCESS(c.transfer.IoStatus.Status):
		c.close()
	default:
		c.receive()
	}
}

func (c *connection) disconnect() {
	c.prepare(disconnectDone)
	c.table.WskDisconnect(c.socket, nil, 0, c.transfer)
}

func disconnectDone(device *wdm.DEVICE_OBJECT, irp *wdm.IRP, context any) wdm.NTSTATUS {
	c := context.(*connection)
	worker.Post(&c.operation, disconnected)
	return wdm.STATUS_MORE_PROCESSING_REQUIRED
}

func disconnected(op *queue.Operation) {
	c := op.Owner.(*connection)
	c.busy = false
	if c.closed {
		c.free()
		return
	}
	c.close()
}

// close closes the socket, which ends a transfer under way. What follows that
// transfer is then the one to free the connection.
func (c *connection) close() {
	c.closed = true
	c.unlink()
	c.closing.prepare()
	c.table.WskCloseSocket(c.socket, c.closing.irp)
	c.closing.wait()
	if !c.busy {
		c.free()
	}
}

// unlink removes the connection from the list, if it is there.
func (c *connection) unlink() {
	for p := &connections; *p != nil; p = &(*p).next {
		if *p == c {
			*p = c.next
			return
		}
	}
}
