/// Which file it is: a number alone is given to another file as soon as it is free.
package struct FileIdentity: Equatable {
    package let inode: UInt64
    package let birth: Int64
}
