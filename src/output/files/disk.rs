//! What the writer asks of the system, one act at a time, so that a test can
//! let each of them fail.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// A thing the writer does that may fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    /// A folder, or a file without anything in it.
    Create,
    /// Bytes into a file.
    Write,
    /// Bytes, or the names in a folder, down to the disk.
    Sync,
    /// A second name for a file.
    Link,
    /// One name for another, in one step.
    Rename,
    /// Two names for each other, in one step.
    Exchange,
    /// A name away.
    Remove,
}

/// The disk. Every act asks [`Disk::allows`] first; a test refuses there.
pub(crate) trait Disk {
    /// Fails where the act is to fail.
    fn allows(&self, _act: Act) -> io::Result<()> {
        Ok(())
    }

    /// A folder, for the person alone where what will be in it is.
    #[cfg_attr(not(unix), expect(unused_mut, unused_variables, reason = "only Unix has modes"))]
    fn create_folder(&self, path: &Path, private: bool) -> io::Result<()> {
        self.allows(Act::Create)?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, if private { 0o700 } else { 0o777 });
        builder.create(path)
    }

    /// A new file, for the person alone where what will be in it is; the mask of the user may say less.
    #[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix has modes"))]
    fn create(&self, path: &Path, private: bool) -> io::Result<File> {
        self.allows(Act::Create)?;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, if private { 0o600 } else { 0o666 });
        options.open(path)
    }

    /// Bytes into a new file.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        self.allows(Act::Write)?;
        file.write_all(bytes)
    }

    /// What is in the file is on the disk.
    fn sync(&self, file: &File) -> io::Result<()> {
        self.allows(Act::Sync)?;
        file.sync_all()
    }

    /// The names in the folder are on the disk, where the system can say so.
    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.allows(Act::Sync)?;
        if cfg!(not(unix)) {
            return Ok(());
        }
        match File::open(path)?.sync_all() {
            Err(error)
                if !matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) =>
            {
                Err(error)
            }
            _ => Ok(()),
        }
    }

    /// A second name for a file; a copy where the file system has no such thing.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.allows(Act::Link)?;
        fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
    }

    /// Another name, in one step, over what has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.allows(Act::Rename)?;
        fs::rename(from, to)
    }

    /// Two names for each other, in one step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        self.allows(Act::Exchange)?;
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
        }
        #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
        {
            let _ = (one, other);
            Err(io::ErrorKind::Unsupported.into())
        }
    }

    /// A file away.
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.allows(Act::Remove)?;
        fs::remove_file(path)
    }

    /// An empty folder away.
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.allows(Act::Remove)?;
        fs::remove_dir(path)
    }
}

/// The disk of this machine.
pub(crate) struct System;

impl Disk for System {}

/// Gives a new file or folder the mode and the owner of what it stands in for.
/// The owner only where the user may.
pub(super) fn dress(path: &Path, like: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let _ = std::os::unix::fs::chown(path, Some(like.uid()), Some(like.gid()));
    }
    fs::set_permissions(path, like.permissions())
}

/// True for what this user owns, as far as the system tells.
pub(super) fn is_mine(meta: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        meta.uid() == rustix::process::geteuid().as_raw()
    }
    #[cfg(not(unix))]
    {
        let _ = meta;
        true
    }
}
