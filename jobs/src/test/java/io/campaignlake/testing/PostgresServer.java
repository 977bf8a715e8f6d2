package io.campaignlake.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PostgreSQL of its own on a free port, in a temporary folder; gone when it is closed. */
public final class PostgresServer implements AutoCloseable {
  public static final String USER = "publisher";
  public static final String PASSWORD = "s3cret";

  /** PostgreSQL refuses to run as root, as which containers often run tests. */
  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");

  private final Path binaries;
  private final Path folder;
  private final int port;

  private PostgresServer(Path binaries) throws IOException {
    this.binaries = binaries;
    this.folder = Files.createTempDirectory("campaign-lake-postgres");
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  /** Its programs where Debian puts them, the newest; empty where it is not installed. */
  public static Optional<Path> binaries() {
    Path versions = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(versions)) {
      return all.map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(bin -> Integer.valueOf(bin.getName(3).toString())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static PostgresServer start(Path binaries) throws IOException {
    PostgresServer server = new PostgresServer(binaries);
    Path password = Files.writeString(server.folder.resolve("password"), PASSWORD);
    if (isRoot()) {
      run(List.of("chown", "-R", "nobody", server.folder.toString()));
    }
    String data = server.data();
    server.program(
        "initdb",
        "-D",
        data,
        "-U",
        USER,
        "--auth=scram-sha-256",
        "--pwfile=" + password,
        "-E",
        "UTF8",
        "--no-sync");
    String settings =
        "-p %d -c listen_addresses=127.0.0.1 -c fsync=off -k %s"
            .formatted(server.port, server.folder);
    server.program(
        "pg_ctl",
        "-D",
        data,
        "-w",
        "-l",
        server.folder.resolve("log").toString(),
        "-o",
        settings,
        "start");
    return server;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  @Override
  public void close() throws IOException {
    program("pg_ctl", "-D", data(), "-m", "immediate", "stop");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void program(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(isRoot() ? AS_NOBODY : List.of());
    command.add(binaries.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void run(List<String> command) throws IOException {
    Path output = Files.createTempFile("campaign-lake-postgres", ".out");
    try {
      // The server inherits its starter's output: a pipe would stay open as long as it runs.
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/tmp").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IOException(command + " failed: " + Files.readString(output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(output);
    }
  }
}
