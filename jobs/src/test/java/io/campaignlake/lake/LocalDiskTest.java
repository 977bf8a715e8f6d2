package io.campaignlake.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campaignlake.testing.SparkExtension;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The disk answers as Hadoop's own does, and is the one that a session opens. */
@ExtendWith(SparkExtension.class)
final class LocalDiskTest {
  private static final URI DISK = URI.create("file:///");

  @TempDir java.nio.file.Path folder;
  private LocalDisk disk;
  private LocalFileSystem hadoops;

  @BeforeEach
  void open(SparkSession spark) throws IOException {
    disk = new LocalDisk();
    disk.initialize(DISK, spark.sparkContext().hadoopConfiguration());
    hadoops = new LocalFileSystem();
    hadoops.initialize(DISK, spark.sparkContext().hadoopConfiguration());
  }

  @Test
  void session_opensIt(SparkSession spark) throws IOException {
    var hadoop = spark.sessionState().newHadoopConf();
    FileSystem opened = FileSystem.get(DISK, hadoop);
    assertThat(((LocalFileSystem) opened).getRaw()).isInstanceOf(LocalDisk.class);
    assertThat(FileContext.getFileContext(hadoop).getDefaultFileSystem())
        .isInstanceOf(LocalDisk.FilesWithChecksums.class);
  }

  @Test
  void status_isThatOfHadoop() throws IOException {
    java.nio.file.Path file = Files.writeString(folder.resolve("a file é.json"), "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
    for (java.nio.file.Path each : new java.nio.file.Path[] {file, folder}) {
      FileStatus ours = disk.getFileStatus(new Path(each.toUri()));
      FileStatus theirs = hadoops.getFileStatus(new Path(each.toUri()));
      assertThat(ours.getPath()).isEqualTo(theirs.getPath());
      assertThat(ours.getLen()).isEqualTo(theirs.getLen());
      assertThat(ours.isDirectory()).isEqualTo(theirs.isDirectory());
      assertThat(ours.getModificationTime()).isEqualTo(theirs.getModificationTime());
      assertThat(ours.getPermission()).isEqualTo(theirs.getPermission());
      assertThat(ours.getOwner()).isEqualTo(theirs.getOwner());
      assertThat(ours.getGroup()).isEqualTo(theirs.getGroup());
    }
  }

  @Test
  void permissions_areSet() throws IOException {
    java.nio.file.Path file = Files.createFile(folder.resolve("private.json"));
    disk.setPermission(new Path(file.toUri()), new FsPermission("0640"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void link_countsAsWhatItLeadsTo() throws IOException {
    java.nio.file.Path file = Files.writeString(folder.resolve("file"), "four");
    Path link = new Path(Files.createSymbolicLink(folder.resolve("link"), file).toUri());
    FileStatus theirs = hadoops.getFileLinkStatus(link);
    assertThat(disk.getFileLinkStatus(link).isSymlink()).isEqualTo(theirs.isSymlink());
    assertThat(disk.getFileLinkStatus(link).getLen()).isEqualTo(theirs.getLen());
  }

  /** What it is there for; Hadoop's own starts a process for each of these. */
  @Test
  void writingListingAndLinking_startNoProcess() throws IOException {
    assertThat(processesOf(disk)).isZero();
    assertThat(processesOf(hadoops.getRaw())).isPositive();
  }

  private long processesOf(FileSystem tried) throws IOException {
    java.nio.file.Path log = folder.resolve("processes.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      Path file = new Path(folder.resolve("written.json").toUri());
      tried.create(file, new FsPermission("0640"), true, 4096, (short) 1, 1 << 20, null).close();
      for (FileStatus listed : tried.listStatus(file.getParent())) {
        assertThat(listed.getPermission()).isNotNull();
      }
      assertThat(tried.getFileLinkStatus(file).isFile()).isTrue();
      recording.stop();
      recording.dump(log);
    }
    return RecordingFile.readAllEvents(log).stream()
        .filter(event -> event.getEventType().getName().equals("jdk.ProcessStart"))
        .count();
  }

  @Test
  void missingFile_isMissing() {
    Path missing = new Path(folder.resolve("missing").toUri());
    assertThatThrownBy(() -> disk.getFileStatus(missing)).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> disk.getFileLinkStatus(missing))
        .isInstanceOf(FileNotFoundException.class);
  }
}
