package io.campaignlake.attribution;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.array.ByteArrayMethods;
import org.apache.spark.unsafe.types.UTF8String;

/** Numbers and texts one after the other in one array; each is found by the place where it is. */
final class PackedBytes implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LEAST = 256;

  // In the byte before a text, in place of its length. The length of a long one follows.
  private static final byte NO_TEXT = -1;
  private static final byte LONG_TEXT = Byte.MAX_VALUE;

  // Unlike Spark's way to memory, these look whether the place is inside the array.
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private byte[] bytes;
  private int size;

  PackedBytes() {
    bytes = new byte[LEAST];
  }

  /**
   * @param packed that nobody else changes
   */
  PackedBytes(byte[] packed) {
    bytes = packed;
    size = packed.length;
  }

  /** All of them, one after the other. */
  static PackedBytes joined(List<byte[]> packed) {
    PackedBytes all = new PackedBytes();
    all.bytes = new byte[packed.stream().mapToInt(each -> each.length).sum()];
    for (byte[] each : packed) {
      System.arraycopy(each, 0, all.bytes, all.size, each.length);
      all.size += each.length;
    }
    return all;
  }

  /** Begins anew. */
  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  void putLong(long value) {
    int place = grown(Long.BYTES);
    LONG.set(bytes, place, value);
  }

  void putInt(int value) {
    int place = grown(Integer.BYTES);
    INT.set(bytes, place, value);
  }

  /**
   * @param text or null
   */
  void putText(UTF8String text) {
    if (text == null) {
      putByte(NO_TEXT);
      return;
    }
    int length = text.numBytes();
    if (length < LONG_TEXT) {
      putByte(length);
    } else {
      putByte(LONG_TEXT);
      putInt(length);
    }
    int place = grown(length);
    text.writeToMemory(bytes, at(place));
  }

  private void putByte(int value) {
    int place = grown(1);
    bytes[place] = (byte) value;
  }

  /** Takes room for so many bytes, and says where it begins. */
  private int grown(int more) {
    int place = size;
    size = Math.addExact(size, more);
    if (size > bytes.length) {
      int half = bytes.length / 2;
      bytes = Arrays.copyOf(bytes, Math.max(size, Math.addExact(bytes.length, half)));
    }
    return place;
  }

  long longAt(int place) {
    return (long) LONG.get(bytes, place);
  }

  byte byteAt(int place) {
    return bytes[place];
  }

  void setLong(int place, long value) {
    LONG.set(bytes, place, value);
  }

  int intAt(int place) {
    return (int) INT.get(bytes, place);
  }

  /** The text at this place, whose bytes stay where they are, or null. */
  UTF8String textAt(int place) {
    return bytes[place] == NO_TEXT
        ? null
        : UTF8String.fromAddress(bytes, at(begin(place)), length(place));
  }

  /** Whether it is this text that stands at the place. */
  boolean holds(int place, UTF8String text) {
    int length = length(place);
    return length == text.numBytes()
        && ByteArrayMethods.arrayEquals(
            bytes, at(begin(place)), text.getBaseObject(), text.getBaseOffset(), length);
  }

  /** Where that begins which follows the text at this place. */
  int afterText(int place) {
    return begin(place) + length(place);
  }

  private int begin(int place) {
    return bytes[place] == LONG_TEXT ? place + 1 + Integer.BYTES : place + 1;
  }

  private int length(int place) {
    byte length = bytes[place];
    if (length == LONG_TEXT) {
      return intAt(place + 1);
    }
    return length == NO_TEXT ? 0 : length;
  }

  private static long at(int place) {
    return (long) Platform.BYTE_ARRAY_OFFSET + place;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }
}
