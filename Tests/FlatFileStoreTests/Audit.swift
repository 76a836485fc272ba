import Storage

@testable import FlatFileStore

/// What a look at everything in a state of files finds.
func audit(_ layout: StateLayout) -> StateAudit { StateAudit(FlatFileStorage(layout)) }
