package io.trunkline.session;

import io.restassured.RestAssured;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends a body in chunks and reads the answer meanwhile, as few ready-made clients do. */
public final class DuplexClient implements AutoCloseable {

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final List<String> head = new ArrayList<>();
  private int chunkLeft;

  private DuplexClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(60_000);
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Sends the head of {@code POST /v1/entries}. */
  public static DuplexClient postEntries() throws IOException {
    return begin("POST /v1/entries", "application/x-ndjson");
  }

  /** Sends the head of a request. */
  public static DuplexClient begin(String methodAndPath, String contentType) throws IOException {
    DuplexClient client = new DuplexClient(new Socket("localhost", RestAssured.port));
    client.write(
        String.join(
            "\r\n",
            methodAndPath + " HTTP/1.1",
            "Host: localhost",
            "Authorization: " + Caller.authorization(),
            "Content-Type: " + contentType,
            "Transfer-Encoding: chunked",
            "",
            ""));
    return client;
  }

  public void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(Integer.toHexString(bytes.length) + "\r\n");
    out.write(bytes);
    write("\r\n");
  }

  /** Says that the body ends here. */
  public void end() throws IOException {
    write("0\r\n\r\n");
  }

  /** Breaks off without a word. */
  public void cut() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  public int status() throws IOException {
    readHead();
    return Integer.parseInt(head.get(0).split(" ", -1)[1]);
  }

  public String header(String name) throws IOException {
    readHead();
    return head.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }

  /**
   * Next line of a chunked answer; null at its end.
   *
   * @throws EOFException if it broke off
   */
  public String readLine() throws IOException {
    readHead();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = readChunked();
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = readChunked();
    }
    return next < 0 && line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
  }

  /** All lines until the answer ends. */
  public List<String> readAll() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = readLine(); line != null; line = readLine()) {
      lines.add(line);
    }
    return lines;
  }

  private int readChunked() throws IOException {
    if (chunkLeft < 0) {
      return -1;
    }
    if (chunkLeft == 0) {
      String size = readRawLine();
      chunkLeft = Integer.parseInt(size.isEmpty() ? readRawLine() : size, 16);
      if (chunkLeft == 0) {
        chunkLeft = -1;
        return -1;
      }
    }
    chunkLeft--;
    return readByte();
  }

  private void readHead() throws IOException {
    if (head.isEmpty()) {
      for (String line = readRawLine(); !line.isEmpty(); line = readRawLine()) {
        head.add(line);
      }
    }
  }

  private String readRawLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = readByte(); next != '\n'; next = readByte()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private int readByte() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the answer broke off");
    }
    return next;
  }

  private void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
