package com.example;

public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("order-service " + args.length);
  }
}
